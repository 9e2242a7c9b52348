// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "codec/decoding.h"
#include "present/search/cell_terms.h"

#include <QString>

#include <cstdint>
#include <optional>

namespace framescope::present {

/// Whether the bytes of what was decoded can be found in the payload.
enum class Standing : std::uint8_t {
    Whole,   ///< they are the payload
    Part,    ///< they stand in it as they are
    Nowhere, ///< they came out of base64 or were compressed
};

/// Of the innermost layer, for a payload whose own bytes stand so.
Standing standingOf(const codec::Decoding& decoding, Standing payload);
/// Of what a text or byte string holds.
Standing standingOf(const codec::ValueTree& tree, codec::ValueTree::NodeId string,
                    Standing treeStands);

/// Terms of the filter language that are true of the message a value was decoded from.
struct DecodedTerms
{
    std::optional<CellTerm> value; ///< `json:` of a JSON document, else the bytes of the member
    std::optional<CellTerm> text;  ///< what a text says
    QString reason;                ///< why there is none for the value
};

DecodedTerms decodedTerms(const codec::ValueTree& tree, codec::ValueTree::NodeId id,
                          Standing standing);

} // namespace framescope::present
