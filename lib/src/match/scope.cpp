#include "match/scope.hpp"

namespace profilestore::match {

Scope Scope::inner() const {
  Scope scope = *this;
  ++scope.depth_;
  return scope;
}

Scope Scope::within(const document::Path& path) const {
  Scope scope = inner();
  scope.within_element_ = true;
  if (terms_ && terms_->index) scope.prefix_ += path.text() + ".";
  return scope;
}

document::Comparison Scope::order() const {
  return terms_ ? terms_->order : document::Comparison();
}

std::shared_ptr<const ValueKeys> Scope::keys_at(const document::Path& path) const {
  return terms_ ? match::keys_at(*terms_, prefix_ + path.text()) : nullptr;
}

}  // namespace profilestore::match
