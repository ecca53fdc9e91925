#include "CLibvips.h"
