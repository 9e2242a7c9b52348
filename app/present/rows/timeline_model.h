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

/// What the Time column shows.
enum class TimeFormat { SinceStart, TimeOfDay, SincePrevious };

/// The relation of a row to a fold of heartbeats.
enum class FoldState {
    None,
    Closed, ///< the row represents the whole fold
    Open,   ///< the first row of an open fold, which can be closed
    Inside, ///< another row of an open fold
};

/// A table of the rows that a VisibleRowsJob finds. Each report of the job appends a batch of rows;
/// a new request replaces all rows at once when its first rows are known. The text of a row is made
/// when it is shown. Previews that need inflating come from a worker; then the cell is repainted.
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
        SeverityRole,            ///< wire::Severity of the worst violation as int, -1 none; a
                                 ///< message that breaks the contract has an error
        ContractRole,            ///< how the message breaks the contract, in words; empty: not
        FoldRole,                ///< present::FoldState as int
        NoteRole,                ///< texts of the notes on the event; empty: none
        MarkRole,                ///< bool: the event, or one in its closed fold, is marked
        PlaceholderRole,         ///< bool: the preview is a placeholder, not payload
        OtherConnectionRole,     ///< int: the connection if it differs from the row above's, else 0
    };
    /// The number of previews that are kept.
    static constexpr int CachedPreviews = 4096;

    explicit TimelineModel(VisibleRowsJob& job, QObject* parent = nullptr);

    int rowCount(const QModelIndex& parent = {}) const override;
    int columnCount(const QModelIndex& parent = {}) const override;
    QVariant data(const QModelIndex& index, int role = Qt::DisplayRole) const override;
    QVariant headerData(int section, Qt::Orientation orientation, int role) const override;

    void setTimeFormat(TimeFormat format);
    TimeFormat timeFormat() const { return timeFormat_; }
    /// Sets whether Dir names who sent something, as in a server's tab, where "in" is no clear
    /// word.
    void setNamesSides(bool names);
    bool namesSides() const { return namesSides_; }

    /// Sets the notes and marks that rows show.
    void setNotes(const RowNotes* notes);
    /// Sets how messages stand to a contract; null: there is none.
    void setFindings(std::shared_ptr<ContractFindings> findings);
    /// Sets whether adjacent heartbeats become one row, which can be opened.
    void setFolding(bool folding);
    bool isFolding() const { return folding_; }
    /// Precondition: `row < rowCount()`.
    FoldState foldState(int row) const;
    /// Returns the first row of a row's fold; the row itself if it is in no fold.
    int foldTop(int row) const;
    /// Opens or closes the fold of a row, if there is one.
    void setFoldOpen(int row, bool open);
    /// Opens the closed fold that hides an event, if there is one.
    void reveal(EventId id);
    /// Sets an event whose fold stays open.
    void keepShown(std::optional<EventId> id) { keptShown_ = id; }
    /// Returns the text that a closed fold shows as preview; empty for other rows.
    QString foldTextAt(int row) const;
    /// Returns the event of a row, or all events of a closed fold.
    std::vector<EventId> eventsAt(int row) const;

    /// The event of a row; for a closed fold the first one. Precondition: `row < rowCount()`.
    EventId eventAt(int row) const;
    /// Like eventAt, but for a closed fold its last event.
    EventId lastEventAt(int row) const;
    /// Returns the row of an event, or of the closed fold that hides it; nullopt if it has no row.
    std::optional<int> rowOf(EventId id) const;
    /// Returns the row of the event, else of the next later one, else the last; -1 without rows.
    int nearestRow(EventId id) const;
    /// Returns the event whose row shows an event: for a note without a row, its subject.
    EventId toldBy(EventId id) const;
    /// The number of rows whose event came after this one.
    int rowsAfter(EventId id) const;
    /// The rows themselves; they grow, and may be ahead of `rowCount`. Null while there are none.
    const std::shared_ptr<const RowList>& rows() const { return rows_; }
    /// The number of `rows` that are listed, including those hidden in closed folds.
    std::size_t listedRows() const { return folded_.source(); }
    /// Returns a name for a column that is the same in every version: "time".
    static QString columnKey(int column);
    /// The view that the rows belong to.
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
    const contract::Verdict* verdictOn(EventId id) const;
    QString contractText(EventId id) const;
    void takePreviews(const PreviewLoader::Loaded& previews);
    QString text(int row, int column) const;
    QString previewText(EventId id) const;
    QString toolTip(int row, int column) const;

    VisibleRowsJob& job_;
    mutable PreviewLoader loader_;
    std::shared_ptr<const timeline::Timeline> timeline_;
    timeline::View view_ = timeline::View::Messages;
    std::shared_ptr<const RowList> rows_;
    FoldedRows folded_; ///< maps `rows_` to the rows shown
    FoldJob foldJob_;
    QPointer<const RowNotes> notes_;
    bool folding_ = false;
    std::set<EventId> opened_; ///< folds that contain one of these are open
    std::optional<EventId> keptShown_;
    quint64 request_ = 0; ///< the request whose rows are shown
    int count_ = 0;       ///< number of rows announced to views
    TimeFormat timeFormat_ = TimeFormat::SinceStart;
    bool namesSides_ = false;
    mutable std::unique_ptr<timeline::StreamReader> reader_;
    mutable QCache<quint32, QString> previews_{CachedPreviews};
    std::shared_ptr<ContractFindings> findings_;
    /// Of the messages that were held against the contract; null: they can't be.
    mutable QCache<quint32, std::shared_ptr<const contract::Verdict>> verdicts_{CachedPreviews};
};

/// Returns the worst severity of an event's violations; nullopt if it has none.
std::optional<wire::Severity> worstSeverity(const timeline::Timeline& timeline,
                                            const timeline::Entry& entry);

} // namespace framescope::present
