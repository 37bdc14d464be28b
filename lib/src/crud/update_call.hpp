// A parsed call that updates or replaces.
#pragma once

#include <profilestore/results.hpp>

#include "crud/once.hpp"
#include "query/filters.hpp"
#include "read/order.hpp"
#include "update/update.hpp"

namespace profilestore::crud {

struct UpdateCall {
  query::Filters filters;
  update::Update update;
  bool upsert = false;
  read::Order order = {};
  Once once = {};
  bool replaces = false;
  Return returning = Return::none;

  bool returns_before() const { return returning == Return::before || returning == Return::both; }
  bool returns_after() const { return returning == Return::after || returning == Return::both; }
};

}  // namespace profilestore::crud
