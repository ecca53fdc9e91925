// Sees to it that standard input, output and error are open from the start; there is nothing to call.
#pragma once
