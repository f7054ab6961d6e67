#define VETRINA_KNN_SCAN scanPlain
#include "core/anomaly/knn_kernel_body.h"
