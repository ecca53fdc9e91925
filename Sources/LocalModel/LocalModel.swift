// LocalModel
