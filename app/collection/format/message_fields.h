// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "collection/saved_connection.h"
#include "collection/yaml/yaml_reader.h"

#include <string>
#include <vector>

namespace framescope::collection {

/// An item of `messages`. Of a draft, only what belongs to its kind is written.
SavedMessage readMessage(const YamlValue& value, YamlReader& reader);
YamlValue writeMessage(const SavedMessage& message);

/// The keys of a message's `close`, and of an item of `frames`.
std::vector<std::string> closeKeys();
std::vector<std::string> frameKeys();

} // namespace framescope::collection
