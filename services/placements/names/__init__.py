"""What a case is called by those it concerns: the need's title, the bodies' names and the expert's, as siblings say."""
