// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "contract/schema/draft.h"
#include "contract/value/document_value.h"

#include <string>
#include <string_view>

namespace framescope::contract {

/// A value of a document, and where it stands.
struct Place
{
    const YamlValue* value = nullptr;
    std::string file;    ///< as it is named in messages
    std::string base;    ///< the URI that a $ref in it is relative to, without fragment
    std::string pointer; ///< in the file: /components/schemas/order
    Draft draft = Draft::Draft2020;

    /// A value inside this one.
    Place inner(std::string_view step, const YamlValue& to) const
    {
        return {&to, file, base, pointer + pointerStep(step), draft};
    }
    /// "orders.yaml#/components/schemas/order"
    std::string location() const { return file.substr(file.rfind('/') + 1) + '#' + pointer; }
};

} // namespace framescope::contract
