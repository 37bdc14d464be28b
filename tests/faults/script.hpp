// Fifty calls that write to a store, each in one transaction, and what the store holds after each.
#pragma once

#include <profilestore/profilestore.hpp>
#include <string>
#include <vector>

namespace faults {

constexpr int steps = 50;

/// The call of that number, from 0. Each changes what the store holds, so that no two states of
/// neighbours are equal; made twice, it may do something else.
void run_step(profilestore::Store& store, int step);

/// All that the store holds for an application: collections, indexes, documents in their order.
std::string contents_of(const profilestore::Store& store);

/// What is wrong in a store whatever happened to it: its check, and keys that several rows have.
/// Empty: nothing.
std::string fault_in(const profilestore::Store& store);

/// An export of `count` documents, of which each fourth shares its key with the one before.
std::string export_of(int count);

profilestore::ImportOptions import_options();

}  // namespace faults
