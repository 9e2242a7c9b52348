// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "scenario/engine/happening.h"

#include <algorithm>
#include <cstddef>
#include <cstdint>
#include <optional>
#include <string>

namespace framescope::scenario {

/// A happening that waits for its step, with copies of what it points to.
class Thing
{
public:
    /// Keeps at most that much of the payload; its length stays.
    explicit Thing(const Happening& happening, std::size_t limit = SIZE_MAX)
        : happening_(happening), layer_(happening.layer), text_(happening.text)
    {
        const ByteView kept = happening.payload.first(std::min(happening.payload.size(), limit));
        payload_.assign(kept.begin(), kept.end());
        copy(head_, happening.head);
        copy(ending_, happening.ending);
        copy(closeSent_, happening.closeSent);
        copy(closeReceived_, happening.closeReceived);
    }

    Happening view() const
    {
        Happening view = happening_;
        view.payload = payload_;
        view.layer = layer_;
        view.text = text_;
        view.head = head_ ? &*head_ : nullptr;
        view.ending = ending_ ? &*ending_ : nullptr;
        view.closeSent = closeSent_ ? &*closeSent_ : nullptr;
        view.closeReceived = closeReceived_ ? &*closeReceived_ : nullptr;
        return view;
    }

    std::size_t size() const { return payload_.size(); }

private:
    template <class T>
    static void copy(std::optional<T>& to, const T* from)
    {
        if (from) {
            to = *from;
        }
    }

    Happening happening_; ///< its pointers are not used
    Bytes payload_;
    std::string layer_;
    std::string text_;
    std::optional<wire::HttpHead> head_;
    std::optional<timeline::ConnectionEnding> ending_;
    std::optional<timeline::FirstClose> closeSent_;
    std::optional<timeline::FirstClose> closeReceived_;
};

} // namespace framescope::scenario
