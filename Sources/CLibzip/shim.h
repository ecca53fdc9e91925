// libzip, as it is: its functions take no variable arguments.
#pragma once
#include <zip.h>
