#define VETRINA_KNN_SCAN scanAvx512
#include "core/anomaly/knn_kernel_body.h"
