using IO = System.IO;

namespace AuthMethods.Storage;

/// <summary>
/// The program's files, which contain keys and secrets. Only the account that the server runs as may read them, whatever the umask.
/// On Windows they inherit the permissions of their folder.
/// </summary>
internal static class PrivateFiles
{
    private const UnixFileMode OwnerOnly = UnixFileMode.UserRead | UnixFileMode.UserWrite;
    private const UnixFileMode OwnerOnlyDirectory = OwnerOnly | UnixFileMode.UserExecute;

    /// <summary>Creates a directory, or closes an existing one to others. One that has files of other programs keeps its permissions.</summary>
    public static void CreateDirectory(string path)
    {
        if (OperatingSystem.IsWindows() || IO.Directory.Exists(path))
        {
            IO.Directory.CreateDirectory(path);
            if (IO.Directory.EnumerateFileSystemEntries(path).All(IsOwn)) Close(path, OwnerOnlyDirectory);
            return;
        }

        IO.Directory.CreateDirectory(path, OwnerOnlyDirectory);
        // The umask may have removed even the owner's rights.
        Close(path, OwnerOnlyDirectory);
    }

    /// <summary>Creates an empty file unless it exists, and closes it to others. SQLite gives the files beside its database the same permissions.</summary>
    public static void Create(string path)
    {
        try
        {
            Write(path, "");
        }
        catch (IOException) when (File.Exists(path))
        {
            foreach (var file in new[] { path, $"{path}-wal", $"{path}-shm" }.Where(File.Exists)) Close(file, OwnerOnly);
        }
    }

    /// <summary>Writes a new file. Throws if it exists.</summary>
    public static void Write(string path, string text)
    {
        var options = new FileStreamOptions { Mode = FileMode.CreateNew, Access = FileAccess.Write };
        if (!OperatingSystem.IsWindows()) options.UnixCreateMode = OwnerOnly;
        using var writer = new StreamWriter(path, options);
        writer.Write(text);
    }

    private static bool IsOwn(string path) => Path.GetFileName(path) is var name
        && (name.StartsWith("authmethods.db", StringComparison.Ordinal) || name.EndsWith(".pem", StringComparison.Ordinal));

    /// <summary>Sets the permissions where the account may: a mounted volume can belong to another one, which then decides.</summary>
    private static void Close(string path, UnixFileMode mode)
    {
        if (OperatingSystem.IsWindows() || File.GetUnixFileMode(path) == mode) return;
        try
        {
            File.SetUnixFileMode(path, mode);
        }
        catch (UnauthorizedAccessException)
        {
        }
    }
}
