// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "present/rows/row_list.h"
#include "timeline/index/event_record.h"
#include "work/task.h"

#include <QObject>
#include <QString>

#include <functional>
#include <memory>
#include <optional>
#include <string>
#include <vector>

namespace framescope::present {

/// The events from `first` to `last`, both included.
struct EventRange
{
    EventId first;
    EventId last;
};

/// Appends the copied text of an event to UTF-8 text. `above` is the event of the row above, if
/// any; more than about `room` bytes are not used.
using RowWriter = std::function<Result<void>(std::string& to, EventId id,
                                             std::optional<EventId> above, std::uint64_t room)>;
/// Makes a RowWriter in a thread of the pool, so that the writer can have its own StreamReader.
using MakeRowWriter = std::function<RowWriter(const timeline::Timeline&, timeline::View)>;

/// Makes a RowWriter that passes each event, with its payload, to `write`.
MakeRowWriter
recordWriter(std::function<void(std::string& to, const timeline::EventRecord& record)> write);

struct CopyRequest
{
    std::shared_ptr<const timeline::Timeline> timeline;
    timeline::View view = timeline::View::Messages;
    std::shared_ptr<const RowList> rows;
    std::vector<EventRange> ranges; ///< ascending; the rows in them are copied
    MakeRowWriter makeWriter;
    std::uint64_t limit = std::uint64_t{64} << 20; ///< bytes of text at most
};

struct CopyResult
{
    QString text;
    std::size_t rows = 0;
    bool tooLarge = false;      ///< the text exceeds the limit: `text` is empty
    std::optional<Error> error; ///< an event could not be read: `text` is empty
};

/// Makes the text of many rows in the background. The newest request wins.
class CopyJob : public QObject
{
    Q_OBJECT

public:
    using QObject::QObject;

    void start(CopyRequest request);
    /// Stops; `finished` is not emitted any more.
    void cancel() { task_.cancel(); }
    bool isRunning() const { return task_.isRunning(); }

signals:
    /// Emitted at intervals with the number of rows written.
    void progressed(quint64 done, quint64 total);
    void finished(const framescope::present::CopyResult& result);

private:
    work::Task task_;
};

} // namespace framescope::present
