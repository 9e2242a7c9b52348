// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "present/payload/payload_search.h"
#include "present/values/json_tree_model.h"

#include <memory>

namespace framescope::present {

/// Returns where a search finds a node, and where it goes on: the start of its key, or else its
/// value, and the end of what belongs to the node alone.
FoundAt placeOf(const JsonDocument& document, codec::JsonOutline::NodeId node);

/// Makes a document searchable in the order of its text. A match counts as the node whose key or
/// value contains it; a match between keys and values does not count. Null, or a document without
/// nodes, is not searched.
Searched searchedIn(std::shared_ptr<const JsonDocument> document);

} // namespace framescope::present
