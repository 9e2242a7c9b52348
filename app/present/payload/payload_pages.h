// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "present/payload/payload.h"
#include "work/task.h"

#include <QObject>
#include <QString>

#include <cstdint>
#include <list>
#include <memory>
#include <optional>
#include <set>
#include <unordered_map>

namespace framescope::present {

/// The bytes of a payload for a view that must not wait. Bytes that are not in memory are loaded in
/// the background in pages. The pages used last are kept.
class PayloadPages : public QObject
{
    Q_OBJECT

public:
    static constexpr std::uint64_t PageSize = std::uint64_t{64} << 10;
    static constexpr std::size_t MostPages = 64; ///< pages kept; one read must not need more

    using QObject::QObject;

    /// Null means no bytes.
    void setPayload(std::shared_ptr<const Payload> payload);
    const std::shared_ptr<const Payload>& payload() const { return payload_; }
    std::uint64_t size() const { return payload_->size(); }

    /// Returns `count` bytes from `offset`, fewer at the end; nullopt while they are being loaded.
    std::optional<Bytes> read(std::uint64_t offset, std::uint64_t count);

signals:
    /// Emitted when more bytes are loaded.
    void loaded();
    void failed(const QString& message);

private:
    struct Page
    {
        Bytes bytes;
        std::list<std::uint64_t>::iterator use;
    };

    const Bytes* page(std::uint64_t number);
    void request();
    void store(std::uint64_t number, Result<Bytes> bytes);

    std::shared_ptr<const Payload> payload_ = Payload::ofBytes(nullptr);
    std::unordered_map<std::uint64_t, Page> pages_;
    std::list<std::uint64_t> uses_;  ///< page numbers, the most recently used first
    std::set<std::uint64_t> wanted_; ///< pages to be requested
    std::set<std::uint64_t> coming_; ///< pages being loaded
    bool requested_ = false;
    bool failed_ = false;
    work::Task task_;
};

} // namespace framescope::present
