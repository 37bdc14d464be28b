#include "catalog/hinted_terms.hpp"

#include <string>
#include <utility>

namespace profilestore::catalog {
namespace {

class IndexKeys : public match::ValueKeys {
 public:
  IndexKeys(std::shared_ptr<const keys::Indexer> index, std::size_t path)
      : index_(std::move(index)), path_(path) {}
  std::string key_of(const Value& value) const override {
    std::string bytes;
    keys::append_bytes(bytes, index_->part_of(path_, value));
    return bytes;
  }
  Value form_of(const Value& value) const override { return index_->form_of(path_, value); }

 private:
  std::shared_ptr<const keys::Indexer> index_;  // the catalog may be gone before the filter
  std::size_t path_;
};

}  // namespace

std::shared_ptr<const match::Terms> hinted_terms(const keys::Indexer& index) {
  match::HintedIndex hinted{.name = index.name()};
  if (!index.equals_under(std::nullopt)) {
    const auto keys = std::make_shared<const keys::Indexer>(index);
    for (std::size_t i = 0; i < keys->size(); ++i)
      hinted.paths.push_back({keys->paths()[i].text(), std::make_shared<const IndexKeys>(keys, i)});
  }
  return std::make_shared<const match::Terms>(match::Terms{.index = std::move(hinted)});
}

}  // namespace profilestore::catalog
