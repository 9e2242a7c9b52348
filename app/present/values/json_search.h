// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "present/payload/payload_search.h"
#include "present/values/json_tree_model.h"

#include <memory>

namespace framescope::present {

/// A node as a place where something is found: where its key or else its value begins, and where
/// what belongs to it alone ends.
FoundAt placeOf(const JsonDocument& document, codec::JsonOutline::NodeId node);

/// A document in the order of its text: a match counts as the node whose key or value has it, and
/// what stands between keys and values does not count. Null, or a document without a node, is
/// nowhere.
Searched searchedIn(std::shared_ptr<const JsonDocument> document);

} // namespace framescope::present
