// SPDX-License-Identifier: GPL-3.0-or-later
#include "scenario/model/place.h"

#include "collection/yaml/yaml_value.h"

namespace framescope::scenario {

std::string Place::text() const
{
    return file.empty() ? std::string() : collection::placeText(file, {line, column});
}

} // namespace framescope::scenario
