// What is told of a document in normal form, event by event, to whoever writes or builds it.
//
// The numbers and dates are told by their type; a Sink spells them as normal form does, unless it
// is one of another flavour.
#pragma once

#include <cstddef>
#include <cstdint>
#include <string_view>

namespace profilestore::extjson {

class Sink {
 public:
  virtual ~Sink() = default;

  virtual void null() = 0;
  virtual void boolean(bool value) = 0;
  virtual void string(std::string_view text) = 0;
  /// A number that stands in the text as it is, whatever the flavour.
  virtual void bare(std::int64_t number) = 0;
  /// REQUIRES: `number` is finite.
  virtual void bare(double number) = 0;

  /// `count` is a hint.
  virtual void begin_object(std::size_t count) = 0;
  /// REQUIRES: `name` stays valid until the next event.
  virtual void name(std::string_view name) = 0;
  virtual void end_object() = 0;
  virtual void begin_array(std::size_t count) = 0;
  virtual void end_array() = 0;

  virtual void int32(std::int32_t number) { bare(static_cast<std::int64_t>(number)); }
  virtual void int64(std::int64_t number);
  virtual void real(double number);
  /// `iso`: the date as text, empty for years that Extended JSON writes as a number.
  virtual void date(std::int64_t millis, std::string_view iso);

 protected:
  Sink() = default;
  Sink(const Sink&) = default;
  Sink& operator=(const Sink&) = default;
};

/// {"<name>": "<text>"}
void tell_wrapper(Sink& out, std::string_view name, std::string_view text);

/// {"<name>": "<number>"}
void tell_wrapper(Sink& out, std::string_view name, std::int64_t number);

}  // namespace profilestore::extjson
