using AuthMethods.Storage;

namespace AuthMethods.Directory;

/// <summary>Keeps deleted users until they are restored, purged or expired.</summary>
internal static class RecycleBin
{
    public static readonly TimeSpan Retention = TimeSpan.FromDays(30);

    /// <summary>Users deleted before this instant have expired.</summary>
    public static DateTimeOffset Oldest(TimeProvider time) => time.Now() - Retention;
}
