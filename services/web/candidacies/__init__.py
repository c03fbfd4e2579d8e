"""What an employee and a host have come to with each other: from an application or an invitation to an answer."""
