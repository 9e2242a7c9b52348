// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "present/rows/fold_job.h"
#include "present/rows/preview_loader.h"
#include "present/rows/row_notes.h"
#include "present/rows/visible_rows_job.h"
#include "present/words/tone.h"
#include "wire/rules.h"

#include <QAbstractTableModel>
#include <QCache>
#include <QPointer>

#include <optional>
#include <set>
#include <vector>

namespace framescope::present {

/// How the Time column counts.
enum class TimeFormat { SinceStart, TimeOfDay, SincePrevious };

/// What a row has to do with a fold of heartbeats.
enum class FoldState {
    None,
    Closed, ///< the row stands for all of them
    Open,   ///< their first; it can be closed
    Inside, ///< one of the others of an open one
};

/// The rows that a VisibleRowsJob finds, as a table. Rows are appended in batches, one for each
/// report of the job; a new request replaces all of them at once, when its first rows are
/// there. The text of a row is made when it is shown; previews that have to be inflated come
/// from a worker, and the cell is repainted then.
class TimelineModel : public QAbstractTableModel
{
    Q_OBJECT

public:
    enum Column { Number, Time, Delta, Connection, Dir, Type, Size, Preview, ColumnCount };
    enum Role {
        TypeRole = Qt::UserRole, ///< timeline::Type as int
        DirectionRole,           ///< 0 in, 1 out, -1 none
        ToneRole,                ///< present::Tone
        FlagsRole,               ///< timeline::Entry::Flag bits as int
        SeverityRole,            ///< wire::Severity of the worst violation as int, -1 none
        FoldRole,                ///< present::FoldState as int
        NoteRole,                ///< text of the note on it; empty: none
        MarkRole,                ///< bool: it is marked, or hides what is
        PlaceholderRole,         ///< bool: the preview is words of ours, not what was sent
        OtherConnectionRole,     ///< int: its connection where the row above is of another, 0
    };
    /// Previews that are kept.
    static constexpr int CachedPreviews = 4096;

    explicit TimelineModel(VisibleRowsJob& job, QObject* parent = nullptr);

    int rowCount(const QModelIndex& parent = {}) const override;
    int columnCount(const QModelIndex& parent = {}) const override;
    QVariant data(const QModelIndex& index, int role = Qt::DisplayRole) const override;
    QVariant headerData(int section, Qt::Orientation orientation, int role) const override;

    void setTimeFormat(TimeFormat format);
    TimeFormat timeFormat() const { return timeFormat_; }

    /// Notes and marks that rows show.
    void setNotes(const RowNotes* notes);
    /// Heartbeats next to each other become one row, which can be opened.
    void setFolding(bool folding);
    bool isFolding() const { return folding_; }
    /// Precondition: `row < rowCount()`.
    FoldState foldState(int row) const;
    /// The first row of a row's fold; the row itself where there is none.
    int foldTop(int row) const;
    /// Opens or closes the fold of a row; nothing happens where there is none.
    void setFoldOpen(int row, bool open);
    /// Opens the fold that hides an event, where one does.
    void reveal(EventId id);
    /// A fold that would hide this event stays open.
    void keepShown(std::optional<EventId> id) { keptShown_ = id; }
    /// What a closed fold says in place of a preview; empty for other rows.
    QString foldTextAt(int row) const;
    /// What a row stands for: its event, or all those of a closed fold.
    std::vector<EventId> eventsAt(int row) const;

    /// Precondition: `row < rowCount()`. Of a closed fold, its first.
    EventId eventAt(int row) const;
    /// The same but for a closed fold: its last.
    EventId lastEventAt(int row) const;
    /// Nothing where the event is no row; the fold's where a closed one has it.
    std::optional<int> rowOf(EventId id) const;
    /// The row of the event, or the nearest later one, or the last; -1 while there is none.
    int nearestRow(EventId id) const;
    /// The event whose row tells an event: of a note without a row, what it is about.
    EventId toldBy(EventId id) const;
    /// Rows whose event came after this one.
    int rowsAfter(EventId id) const;
    /// The rows themselves; they grow, and may be ahead of `rowCount`. Null while there are none.
    const std::shared_ptr<const RowList>& rows() const { return rows_; }
    /// Of `rows`, how many are listed, be it in a closed fold.
    std::size_t listedRows() const { return folded_.source(); }
    /// A word for a column that stays the same from version to version: "time".
    static QString columnKey(int column);
    /// The view that the rows are of.
    timeline::View view() const { return view_; }
    const std::shared_ptr<const timeline::Timeline>& timeline() const { return timeline_; }

private:
    void follow();
    void replaceRows(const RowsProgress& progress, const std::vector<Fold>& folds);
    void showNewRows();
    void followFolds();
    void takeFolds();
    void applyFolds(const FoldJob::Report& report);
    bool closeOver(const Fold& fold);
    bool opensItself(const Fold& fold) const;
    void putFold(const Fold& fold);
    const Fold* closedFoldAt(int row) const;
    QString noteText(int row) const;
    void takePreviews(const PreviewLoader::Loaded& previews);
    QString text(int row, int column) const;
    QString previewText(EventId id) const;
    QString toolTip(int row, int column) const;

    VisibleRowsJob& job_;
    mutable PreviewLoader loader_;
    std::shared_ptr<const timeline::Timeline> timeline_;
    timeline::View view_ = timeline::View::Messages;
    std::shared_ptr<const RowList> rows_;
    FoldedRows folded_; ///< which of them are shown
    FoldJob foldJob_;
    QPointer<const RowNotes> notes_;
    bool folding_ = false;
    std::set<EventId> opened_; ///< folds with one of these are open
    std::optional<EventId> keptShown_;
    quint64 request_ = 0; ///< whose rows are shown
    int count_ = 0;       ///< rows that the views were told of
    TimeFormat timeFormat_ = TimeFormat::SinceStart;
    mutable std::unique_ptr<timeline::StreamReader> reader_;
    mutable QCache<quint32, QString> previews_{CachedPreviews};
};

/// The worst of an event's violations; nothing where there is none.
std::optional<wire::Severity> worstSeverity(const timeline::Timeline& timeline,
                                            const timeline::Entry& entry);

} // namespace framescope::present
