// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "present/payload/byte_pattern.h"
#include "present/payload/payload.h"
#include "work/task.h"

#include <QObject>
#include <QString>

#include <cstdint>
#include <memory>

namespace framescope::present {

/// Finds a pattern in a payload of any size, in the background. The newest request wins.
class PayloadSearch : public QObject
{
    Q_OBJECT

public:
    struct Outcome
    {
        bool found = false;
        bool wrapped = false; ///< went on at the other end
        std::uint64_t offset = 0;
        std::uint64_t length = 0;
        QString error; ///< empty where all could be read
    };

    explicit PayloadSearch(QObject* parent = nullptr);
    ~PayloadSearch() override;

    /// The next match at `from` or behind it, or else from the start on.
    void findNext(std::shared_ptr<const Payload> payload, BytePattern pattern, std::uint64_t from);
    /// The last match that begins before `before`, or else the last of all.
    void findPrevious(std::shared_ptr<const Payload> payload, BytePattern pattern,
                      std::uint64_t before);
    void cancel() { task_.cancel(); }
    bool isRunning() const { return task_.isRunning(); }

signals:
    void finished(const framescope::present::PayloadSearch::Outcome& outcome);

private:
    using Scan = Outcome (*)(PayloadReader&, const BytePattern&, std::uint64_t,
                             const std::stop_token&);
    void start(std::shared_ptr<const Payload> payload, BytePattern pattern, std::uint64_t where,
               Scan scan);

    work::Task task_;
};

} // namespace framescope::present
