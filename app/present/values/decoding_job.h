// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "codec/decoding.h"
#include "present/payload/payload.h"
#include "work/newest_task.h"

#include <QObject>
#include <QString>

#include <cstdint>
#include <memory>
#include <optional>

namespace framescope::present {

/// Decodes payloads for a pane, in the background. The newest request wins.
class DecodingJob : public QObject
{
    Q_OBJECT

public:
    /// The most that is read of a payload.
    static constexpr std::uint64_t PayloadLimit = codec::ContentLimit;

    explicit DecodingJob(QObject* parent = nullptr);
    ~DecodingJob() override;

    void decode(std::shared_ptr<const Payload> payload, std::optional<codec::Encoding> chosen);
    void cancel();

signals:
    void decoded(const std::shared_ptr<const framescope::codec::Decoding>& decoding);
    void failed(const QString& message);

private:
    std::uint64_t newest_ = 0;
    NewestTask task_;
};

} // namespace framescope::present
