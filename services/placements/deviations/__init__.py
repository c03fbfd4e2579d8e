"""Where terms differ from what the expert offers, the need asks for and the home agency endorsed; refuses nothing."""
