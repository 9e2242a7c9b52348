// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "codec/decoding.h"
#include "present/search/cell_terms.h"

#include <QString>

#include <cstdint>
#include <optional>

namespace framescope::present {

/// Whether the bytes of a decoded value can be found in the payload.
enum class Standing : std::uint8_t {
    Whole,   ///< they are the whole payload
    Part,    ///< they are a part of it, unchanged
    Nowhere, ///< they are not in it: they were base64, compressed or escaped
};

/// Returns the standing of the innermost layer's bytes, given that of the payload.
Standing standingOf(const codec::Decoding& decoding, Standing payload);
/// Returns the standing of the content of a text or byte string, given that of the tree.
Standing standingOf(const codec::ValueTree& tree, codec::ValueTree::NodeId string,
                    Standing treeStands);

/// Terms of the filter language that match the message a value was decoded from.
struct DecodedTerms
{
    std::optional<CellTerm> value; ///< `json:` of a JSON document, else the bytes of the member
    std::optional<CellTerm> text;  ///< the content of a text
    QString reason;                ///< why `value` is empty
};

DecodedTerms decodedTerms(const codec::ValueTree& tree, codec::ValueTree::NodeId id,
                          Standing standing);

} // namespace framescope::present
