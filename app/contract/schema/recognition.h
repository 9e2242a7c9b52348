// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "base/error.h"
#include "contract/schema/place.h"

namespace framescope::contract {

/// Fails for the root of a document that can't be meant as a JSON Schema, and says what it looks
/// like. By the letter, a map without any keyword is a schema that everything fits.
Result<void> recogniseSchema(const Place& root);

} // namespace framescope::contract
