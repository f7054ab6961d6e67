#define VETRINA_KERNELS avx512
#define VETRINA_KERNELS_NAME "avx512"
#include "core/neighbours/kernels_body.h"
