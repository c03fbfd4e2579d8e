"""A body lets somebody who is no coordinator decide one placement, by a mailed link."""
