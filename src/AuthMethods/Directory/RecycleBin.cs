using AuthMethods.Storage;

namespace AuthMethods.Directory;

/// <summary>Where deleted users are until they are restored, purged, or have been there too long.</summary>
internal static class RecycleBin
{
    public static readonly TimeSpan Retention = TimeSpan.FromDays(30);

    /// <summary>Whoever was deleted before this is gone for good.</summary>
    public static DateTimeOffset Oldest(TimeProvider time) => time.Now() - Retention;
}
