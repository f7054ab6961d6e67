#define VETRINA_BRAAI_FORWARD forwardAvx2
#include "core/nets/braai_kernel_body.h"
