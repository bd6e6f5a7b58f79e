namespace AuthMethods.Storage;

/// <summary>The section <c>Storage</c>.</summary>
public sealed class StorageOptions
{
    public StorageEngine Engine { get; set; } = StorageEngine.Sqlite;

    /// <summary>For Sqlite it may be left out: then it is <c>authmethods.db</c> in <see cref="Directory"/>.</summary>
    public string? ConnectionString { get; set; }

    /// <summary>Where files are kept: the SQLite database, the built-in authority's key.</summary>
    public string Directory { get; set; } = "data";
}

public enum StorageEngine
{
    Sqlite,
    SqlServer,
    PostgreSql,
}
