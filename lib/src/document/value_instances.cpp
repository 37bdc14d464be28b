#include "document/value_instances.hpp"

PROFILESTORE_VALUE_INSTANCES(template)
