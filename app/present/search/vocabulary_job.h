// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "filter/language/completion.h"
#include "timeline/index/timeline.h"
#include "work/task.h"

#include <QObject>

#include <memory>

class QTimer;

namespace framescope::present {

/// Collects the values of a session that a filter can ask for, in the background. The newest
/// timeline wins; a live one is examined again about once a second.
class VocabularyJob : public QObject
{
    Q_OBJECT

public:
    /// Milliseconds between two looks at a live timeline.
    static constexpr int Interval = 1000;

    explicit VocabularyJob(QObject* parent = nullptr);

    /// Starts with another timeline; null forgets everything.
    void setTimeline(std::shared_ptr<const timeline::Timeline> timeline);
    /// Sets whether the timeline is expected to grow.
    void setLive(bool live);

    /// The values known so far.
    const filter::Vocabulary& vocabulary() const { return vocabulary_; }
    /// The number of events that were examined.
    std::size_t lookedAt() const { return lookedAt_; }

signals:
    void changed();

private:
    struct Search;
    struct Report;
    void take(const Report& report);
    void look();

    std::shared_ptr<Search> search_; ///< used by the task; null without a timeline
    std::size_t lookedAt_ = 0;
    filter::Vocabulary vocabulary_;
    QTimer* timer_;
    work::Task task_;
};

} // namespace framescope::present
