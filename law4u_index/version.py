"""The release, in one place: read by the build, the command and the manifest of every index."""

VERSION = "0.1.0"
