// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "present/payload/payload.h"
#include "present/values/json_tree_model.h"
#include "work/newest_task.h"

#include <QObject>
#include <QString>

#include <cstdint>
#include <memory>

namespace framescope::present {

/// Reads a large payload as JSON, in the background. The newest request wins.
class JsonLoader : public QObject
{
    Q_OBJECT

public:
    /// The text of a tree is kept in memory.
    static constexpr std::uint64_t MaxText = std::uint64_t{512} << 20;

    explicit JsonLoader(QObject* parent = nullptr);
    ~JsonLoader() override;

    void load(std::shared_ptr<const Payload> payload);
    void cancel();

signals:
    /// Mistakes in the JSON are in the document.
    void loaded(const std::shared_ptr<const framescope::present::JsonDocument>& document);
    void failed(const QString& message);

private:
    std::uint64_t newest_ = 0;
    work::NewestTask task_;
};

} // namespace framescope::present
