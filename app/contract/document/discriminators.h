// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "contract/document/message.h"
#include "contract/schema/resources.h"

#include <cstddef>
#include <string_view>
#include <vector>

namespace framescope::contract {

/// Finds the members that tell the messages from each other: those for which a schema allows one
/// value (const), or, where another message or common usage has the member for that, a few (enum).
void findDiscriminators(Resources& resources, std::vector<Message>& messages);

/// Whether a member of that name usually tells the kind of a message: type, event, op, method …
bool isUsualDiscriminator(std::string_view key);
/// How usual it is: 0 for the most usual name.
std::size_t usualRank(std::string_view key);

} // namespace framescope::contract
