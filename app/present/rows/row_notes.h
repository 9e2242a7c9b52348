// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "timeline/notes/notes.h"

#include <QObject>
#include <QString>

#include <map>
#include <memory>
#include <optional>
#include <vector>

namespace framescope::present {

/// The notes and marks of a timeline, for views. `refresh` looks at what is new, which costs
/// nothing where nothing is.
class RowNotes : public QObject
{
    Q_OBJECT

public:
    explicit RowNotes(QObject* parent = nullptr) : QObject(parent) {}

    /// Null for none.
    void setTimeline(std::shared_ptr<const timeline::Timeline> timeline);
    void refresh();

    /// The text of the note on an event, or of the note that it is; empty where there is none.
    QString textOn(EventId id) const;
    /// The texts of all notes on an event, the oldest first, each on a line of its own.
    QString allOn(EventId id) const;
    /// Of an event of type Note: its text was changed or taken away; nothing where it was not.
    std::optional<QString> changedText(EventId id) const;
    /// The note that editing an event's note changes; nothing where it would be a new one.
    std::optional<EventId> noteOf(EventId id) const;
    /// What a note on this event is about: of a note, its subject.
    EventId subjectOf(EventId id) const;
    bool isMarked(EventId id) const;

    /// Events, ascending.
    const std::vector<EventId>& marked() const { return marked_; }
    const std::vector<EventId>& noted() const { return noted_; }
    /// The first of `events` from `first` to `last`; nothing where there is none.
    static std::optional<EventId> within(const std::vector<EventId>& events, EventId first,
                                         EventId last);

signals:
    void changed();

private:
    void take();

    std::unique_ptr<timeline::Notes> notes_;
    std::shared_ptr<const timeline::Timeline> timeline_;
    std::vector<EventId> marked_;
    std::vector<EventId> noted_;
    std::map<EventId, QString> texts_; ///< see allOn
};

/// The event that a note was made on, where that came before it and is no note: its row tells
/// the note, so that the note needs none of its own. Nothing for other events.
std::optional<EventId> noteSubject(const timeline::Timeline& timeline, EventId id);

} // namespace framescope::present
