#pragma once

// Avro as a whole: schema, reader, tree of values.
#include "core/formats/avro_reader.h"
#include "core/formats/avro_schema.h"
#include "core/formats/avro_value.h"
