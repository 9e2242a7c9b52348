// SPDX-License-Identifier: GPL-3.0-or-later
//
// Runs a fuzz target over files instead of generated input: every file of the folders, and
// every file, that the command line names. An empty corpus is a failure, for it tests nothing.
#include <algorithm>
#include <cstdint>
#include <cstdio>
#include <exception>
#include <filesystem>
#include <fstream>
#include <iterator>
#include <vector>

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size);

namespace {

std::vector<std::filesystem::path> filesNamedBy(int count, char** names)
{
    std::vector<std::filesystem::path> files;
    for (int i = 0; i < count; ++i) {
        const std::filesystem::path path = names[i];
        if (std::filesystem::is_directory(path)) {
            for (const auto& entry : std::filesystem::recursive_directory_iterator(path)) {
                if (entry.is_regular_file())
                    files.push_back(entry.path());
            }
        } else if (std::filesystem::exists(path)) {
            files.push_back(path);
        }
    }
    std::sort(files.begin(), files.end());
    return files;
}

std::vector<char> contentsOf(const std::filesystem::path& file)
{
    std::ifstream stream(file, std::ios::binary);
    return {std::istreambuf_iterator<char>(stream), std::istreambuf_iterator<char>()};
}

int replay(const std::vector<std::filesystem::path>& files)
{
    if (files.empty()) {
        std::fprintf(stderr, "the corpus is empty\n");
        return 1;
    }
    for (const auto& file : files) {
        // Named before it runs, so that a crash tells which input it was.
        std::printf("%s\n", file.c_str());
        std::fflush(stdout);
        const std::vector<char> contents = contentsOf(file);
        LLVMFuzzerTestOneInput(reinterpret_cast<const std::uint8_t*>(contents.data()),
                               contents.size());
    }
    std::printf("%zu inputs\n", files.size());
    return 0;
}

} // namespace

int main(int argc, char** argv)
{
    try {
        return replay(filesNamedBy(argc - 1, argv + 1));
    } catch (const std::exception& error) {
        std::fprintf(stderr, "%s\n", error.what());
        return 1;
    }
}
