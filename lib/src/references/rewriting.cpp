#include "references/rewriting.hpp"

#include <algorithm>
#include <map>
#include <profilestore/object_id.hpp>
#include <utility>

#include "document/type.hpp"
#include "keys/key.hpp"
#include "references/spelling.hpp"

namespace profilestore::references {
namespace {

using document::Type;

/// An array on the way, and the survivors that stand in it: how often, and whether by rewriting.
struct Array {
  struct Times {
    int all = 0;
    bool rewritten = false;
  };
  std::map<std::pair<std::string, std::string>, Times> standing = {};  ///< by path and `_id`
};

/// One document.
class Walk {
 public:
  Walk(const std::string& to, const Ask& ask) : to_(to), ask_(ask) {}

  // All that stands in a value, found by itself.
  void look_in(Value& value) {
    if (value.is_array()) return elements(value, [this](Value& one) { look_in(one); });
    if (is_reference(value)) return reference(value);
    if (document::is_plain_object(value)) return members(value);
    if (is_unmistakable(value)) scalar(value);
  }

  void whole(Document& root, bool own) {
    for (auto member = root.begin(); member != root.end(); ++member) {
      in_id_ = member.key() == "_id";
      const bool is_own = in_id_ && own && !document::is_plain_object(*member);
      if (!is_own) look_in_member(member.key(), *member);
    }
  }

  // What a path that was named leads to. False if that is nothing.
  bool follow(Value& at, const document::Path& path, std::size_t next) {
    const auto& segments = path.segments();
    if (next == segments.size()) {
      named(at);
      return true;
    }
    if (at.is_array()) {
      bool any = false;
      const auto index = document::index_of(segments[next]);
      std::size_t place = 0;
      elements(at, [&](Value& one) {
        if (index && place++ == *index)
          any = follow(one, path, next + 1) || any;
        else if (document::is_plain_object(one))
          any = follow(one, path, next) || any;
      });
      return any;
    }
    if (!document::is_plain_object(at) || is_reference_elsewhere(at)) return false;
    const auto member = at.find(segments[next]);
    if (member == at.end()) return false;
    const Step step(*this, segments[next]);
    return follow(*member, path, next + 1);
  }

  Findings findings() { return std::move(findings_); }

 private:
  void members(Value& object) {
    for (auto member = object.begin(); member != object.end(); ++member)
      look_in_member(member.key(), *member);
  }

  void look_in_member(const std::string& its_name, Value& value) {
    const Step step(*this, its_name);
    if (is_hex_id(its_name)) name(its_name);
    look_in(value);
  }

  /// A name more on the path, for as long as this lives.
  class Step {
   public:
    Step(Walk& walk, const std::string& name) : walk_(walk), length_(walk.path_.size()) {
      if (length_ > 0) walk_.path_ += '.';
      walk_.path_ += is_hex_id(name) ? "*" : name;
    }
    ~Step() { walk_.path_.resize(length_); }
    Step(const Step&) = delete;
    Step& operator=(const Step&) = delete;

   private:
    Walk& walk_;
    std::size_t length_;
  };

  // A value of any type but null and undefined.
  void named(Value& value) {
    if (value.is_array()) return elements(value, [this](Value& one) { named(one); });
    if (is_reference(value)) return reference(value);
    const Type type = document::type_of(value);
    if (type == Type::null || type == Type::undefined) return;
    if (type == Type::object && ask_(value).standing == Standing::nobody) {
      const std::size_t before = findings_.found.size();
      members(value);
      if (findings_.found.size() == before) leave(LeftReference::nobody, value);
      return;
    }
    const bool around = std::exchange(named_, true);
    scalar(value);
    named_ = around;
  }

  static bool is_reference(const Value& value) {
    return document::is_plain_object(value) && value.contains("$ref") && value.contains("$id");
  }

  bool is_reference_elsewhere(const Value& value) const {
    return is_reference(value) && value.at("$ref") != to_;
  }

  // {"$ref", "$id", …}: it says itself what it refers to.
  void reference(Value& value) {
    if (is_reference_elsewhere(value)) return;
    const Step step(*this, "$id");
    named(value.at("$id"));
  }

  template <class Look>
  void elements(Value& array, const Look& look) {
    Array here;
    Array* const around = std::exchange(array_, &here);
    for (Value& element : array) look(element);
    array_ = around;
    for (const auto& [where, times] : here.standing)
      if (times.all > 1 && times.rewritten) findings_.repeated.push_back(where.first);
  }

  void scalar(Value& value) {
    Answer answer = ask_(value);
    std::optional<Value> spelled = answer.survivor;
    if (answer.standing == Standing::nobody && value.is_string())
      if (const auto id = ObjectId::from_hex(value.get_ref<const std::string&>())) {
        answer = ask_(Value(*id));
        spelled = as_text_like(value.get_ref<const std::string&>(), answer.survivor);
      }
    switch (answer.standing) {
      case Standing::nobody:
        return leave(LeftReference::nobody, value);
      case Standing::gone:
        return leave(LeftReference::gone, value);
      case Standing::living:
        findings_.found.push_back({path_, value});
        return stands(value, false);
      case Standing::survived:
        return survive(value, answer, std::move(spelled));
    }
  }

  void survive(Value& value, const Answer& answer, std::optional<Value> spelled) {
    if (in_id_) return leave(LeftReference::in_id, value);
    if (!named_ && !answer.elsewhere.empty())
      return leave(LeftReference::elsewhere, value, answer.elsewhere);
    if (!spelled) return leave(LeftReference::no_text, value);
    findings_.found.push_back({.path = path_, .value = value, .rewritten = true});
    findings_.changed = true;
    value = *std::move(spelled);
    stands(value, true);
  }

  // The name of a field, which `path_` ends with.
  void name(const std::string& text) {
    Answer answer = ask_(Value(text));
    if (answer.standing == Standing::nobody) answer = ask_(Value(*ObjectId::from_hex(text)));
    if (answer.standing == Standing::survived) leave(LeftReference::in_name, text);
  }

  void leave(LeftReference why, const Value& value, const std::string& elsewhere = "") {
    findings_.found.push_back({.path = path_, .value = value, .left = why, .elsewhere = elsewhere});
  }

  void stands(const Value& value, bool rewritten) {
    if (array_ == nullptr) return;
    Array::Times& times = array_->standing[{path_, keys::bytes_of({keys::encode(value)})}];
    ++times.all;
    times.rewritten = times.rewritten || rewritten;
  }

  const std::string& to_;
  const Ask& ask_;
  Findings findings_;
  std::string path_;
  Array* array_ = nullptr;  ///< the innermost
  bool in_id_ = false;      ///< whether the walk is in the document's `_id`
  bool named_ = false;      ///< whether somebody said that the value is a reference
};

}  // namespace

Findings Rewriting::everywhere(Document& document, bool own) const {
  Walk walk(to_, ask_);
  walk.whole(document, own);
  return walk.findings();
}

Findings Rewriting::at(const std::vector<document::Path>& paths, Document& document,
                       std::vector<std::int64_t>& met) const {
  Walk walk(to_, ask_);
  for (std::size_t i = 0; i < paths.size(); ++i) met[i] += walk.follow(document, paths[i], 0);
  return walk.findings();
}

}  // namespace profilestore::references
