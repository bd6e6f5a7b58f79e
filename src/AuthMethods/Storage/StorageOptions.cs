namespace AuthMethods.Storage;

/// <summary>The section <c>Storage</c>.</summary>
public sealed class StorageOptions
{
    public StorageEngine Engine { get; set; } = StorageEngine.Sqlite;

    /// <summary>Optional for Sqlite, where the default is <c>authmethods.db</c> in <see cref="Directory"/>.</summary>
    public string? ConnectionString { get; set; }

    /// <summary>Added to the connection string, so that it can be kept apart from it.</summary>
    public string? Password { get; set; }

    /// <summary>The directory for files: the SQLite database and the built-in authority's key.</summary>
    public string Directory { get; set; } = "data";
}

public enum StorageEngine
{
    Sqlite,
    SqlServer,
    PostgreSql,
}
