// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "present/rows/contract_findings.h"
#include "timeline/index/timeline.h"
#include "work/task.h"

#include <QObject>
#include <QString>

#include <deque>
#include <memory>
#include <unordered_set>
#include <vector>

namespace framescope::present {

/// Makes previews in the background, the latest requests first, because those are on screen. With
/// a contract, what is requested is held against it, too.
class PreviewLoader : public QObject
{
    Q_OBJECT

public:
    struct Row
    {
        EventId id;
        QString preview;
        std::shared_ptr<const contract::Verdict> verdict; ///< null: there is none
    };
    using Loaded = std::vector<Row>;
    /// The most pending requests. Beyond that the oldest are dropped; they scrolled away.
    static constexpr std::size_t MaxPending = 256;

    using QObject::QObject;

    /// Sets the timeline of later requests; drops earlier ones.
    void setTimeline(std::shared_ptr<const timeline::Timeline> timeline);
    /// Sets where the verdicts of later requests go; null: there is no contract.
    void setFindings(std::shared_ptr<ContractFindings> findings)
    {
        findings_ = std::move(findings);
    }
    /// Requests a preview. A waiting request moves to the front; one under way is not repeated.
    void request(EventId id);

signals:
    /// Emitted in this object's thread.
    void loaded(const framescope::present::PreviewLoader::Loaded& previews);

private:
    struct Source;
    void makeSome();

    std::shared_ptr<Source> source_;
    std::shared_ptr<ContractFindings> findings_;
    std::unordered_set<std::uint32_t> asked_; ///< requests neither delivered nor dropped
    std::deque<EventId> waiting_;             ///< requests not yet under way
    work::Task task_;
};

} // namespace framescope::present
