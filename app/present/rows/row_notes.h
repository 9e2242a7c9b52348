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

/// The notes and marks of a timeline, for views. `refresh` takes in new ones, and costs nothing if
/// there are none.
class RowNotes : public QObject
{
    Q_OBJECT

public:
    explicit RowNotes(QObject* parent = nullptr) : QObject(parent) {}

    /// Null for no timeline.
    void setTimeline(std::shared_ptr<const timeline::Timeline> timeline);
    void refresh();

    /// Returns the text of the newest note on an event, or of the event's own note; empty if none.
    QString textOn(EventId id) const;
    /// Returns the texts of all notes on an event, the oldest first, one per line.
    QString allOn(EventId id) const;
    /// Returns the current text of an event that is a user's note, empty if removed; else nullopt.
    std::optional<QString> changedText(EventId id) const;
    /// Returns the note that editing an event's note changes; nullopt if it would be a new one.
    std::optional<EventId> noteOf(EventId id) const;
    /// Returns the event that a note on `id` is about: `id`, or the subject if `id` is a note.
    EventId subjectOf(EventId id) const;
    bool isMarked(EventId id) const;

    /// The events that have a mark, or a note, ascending.
    const std::vector<EventId>& marked() const { return marked_; }
    const std::vector<EventId>& noted() const { return noted_; }
    /// Returns the first of `events` in [first, last]; nullopt if there is none.
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

/// Returns the event that a note was made on, if that came before the note and is no note itself.
/// Its row shows the note, which needs no row of its own. Returns nullopt for other events.
std::optional<EventId> noteSubject(const timeline::Timeline& timeline, EventId id);

} // namespace framescope::present
