using MeshNet.Node.Storage;
using Microsoft.Data.Sqlite;

namespace MeshNet.Node.Tests.Storage;

/// <summary>SQLite's codes hide what the kernel said: "disk I/O error" may be a disk that is read-only, full, or broken.</summary>
public sealed class SqliteTroubleTests
{
    private const int SQLITE_IOERR = 10;
    private const int SQLITE_IOERR_LOCK = 3850;

    [PrivilegedFact]
    public void An_io_error_on_a_read_only_disk_is_told_as_that()
    {
        using TemporaryDirectory small = Stored();
        small.Remount("ro");

        Assert.Contains("is read-only: nothing was written", Explain(small), StringComparison.Ordinal);

        small.Remount("rw");
    }

    [PrivilegedFact]
    public void An_io_error_on_a_full_disk_is_told_as_that()
    {
        using TemporaryDirectory small = Stored();
        using (FileStream ballast = File.Create(Path.Combine(small.Path, "ballast")))
        {
            Assert.Throws<IOException>(() => ballast.Write(new byte[2_000_000]));
        }

        Assert.Contains("is full: nothing was written", Explain(small), StringComparison.Ordinal);
    }

    [PrivilegedFact]
    public void An_io_error_on_a_disk_that_takes_files_is_the_disk_s_own_and_the_trial_leaves_nothing()
    {
        using TemporaryDirectory small = Stored();
        string[] before = Directory.GetFiles(small.Path);

        Assert.Contains("fails (disk I/O error, SQLite 3850)", Explain(small), StringComparison.Ordinal);
        Assert.Equal(before, Directory.GetFiles(small.Path));
    }

    private static TemporaryDirectory Stored()
    {
        TemporaryDirectory small = new(tmpfsSize: "1m");
        new SqliteStore(small.Path).Dispose();
        return small;
    }

    private static string Explain(TemporaryDirectory directory) => SqliteTrouble.Explain(
        Path.Combine(directory.Path, SqliteStore.FileName), new SqliteException("", SQLITE_IOERR, SQLITE_IOERR_LOCK)).Message;
}
