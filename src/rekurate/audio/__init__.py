"""The doors to the sound: worker processes, features, models here and hosted."""
