#include "history/decided_id.hpp"

#include "extjson/reader.hpp"
#include "keys/key.hpp"
#include "update/update.hpp"

namespace profilestore::history {

std::string id_key_of(const Value& id) { return keys::bytes_of({keys::encode(id)}); }

Value valid_id(const Value& id) {
  Document holder{{"_id", extjson::normalise_value(id)}};
  update::ensure_id(holder);
  return holder["_id"];
}

}  // namespace profilestore::history
