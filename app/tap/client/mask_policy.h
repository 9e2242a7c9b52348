// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "base/bytes.h"
#include "connection/behaviours.h"

#include <optional>

namespace framescope::tap {

/// How frames are masked (connection::Behaviours::mask).
class MaskPolicy
{
public:
    void set(const connection::Behaviours& behaviours);

    /// The key of a new frame; nullopt: it is not masked.
    std::optional<wire::MaskKey> key() const;
    /// The key of a frame that has `own` already.
    std::optional<wire::MaskKey> keyInPlaceOf(const wire::MaskKey& own) const;
    /// A whole, masked frame, masked as it has to be.
    Bytes applied(Bytes frame) const;

private:
    connection::Behaviours::Mask mask_ = connection::Behaviours::Mask::Random;
    wire::MaskKey key_{};
};

} // namespace framescope::tap
