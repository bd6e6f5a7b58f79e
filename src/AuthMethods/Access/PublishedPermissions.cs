using System.Collections.Frozen;
using AuthMethods.Storage;

namespace AuthMethods.Access;

/// <summary>
/// Every permission that Microsoft Graph publishes, including those that no operation here requires. Read from
/// <c>permissions.txt</c> at the first question: name, id as a delegated permission, id as an application permission, and who may consent to the
/// delegated one: users (<c>U</c>) or administrators only (<c>A</c>). <c>-</c> means that the permission doesn't exist in that form, <c>?</c> that
/// it exists but Microsoft publishes no id. From the data of microsoftgraph/microsoft-graph-devx-content, August 2026.
/// </summary>
internal static class PublishedPermissions
{
    private static readonly Lazy<FrozenDictionary<string, PublishedPermission>> ByName = new(() =>
        Read().ToFrozenDictionary(p => p.Name, StringComparer.OrdinalIgnoreCase));

    private static readonly Lazy<ILookup<Guid, PublishedPermission>> ByDelegatedId = new(() =>
        All.Where(p => p.DelegatedId is not null).ToLookup(p => p.DelegatedId!.Value));

    private static readonly Lazy<ILookup<Guid, PublishedPermission>> ByApplicationId = new(() =>
        All.Where(p => p.ApplicationId is not null).ToLookup(p => p.ApplicationId!.Value));

    public static IReadOnlyList<PublishedPermission> All => ByName.Value.Values;

    /// <summary>The permission with this name in any letter case; null if there is none.</summary>
    public static PublishedPermission? Find(string name) => ByName.Value.GetValueOrDefault(name);

    public static PublishedPermission? FindByDelegatedId(Guid id) => ByDelegatedId.Value[id].FirstOrDefault();

    public static PublishedPermission? FindByApplicationId(Guid id) => ByApplicationId.Value[id].FirstOrDefault();

    private static IEnumerable<PublishedPermission> Read()
    {
        using var reader = new StreamReader(typeof(PublishedPermissions).Assembly.GetManifestResourceStream(typeof(PublishedPermissions), "permissions.txt")!);
        while (reader.ReadLine() is { } line)
        {
            var columns = line.Split('\t');
            yield return new(columns[0], columns[1] != "-", Id(columns[1]), columns[2] != "-", Id(columns[2]), columns[3] == "A");
        }
    }

    private static Guid? Id(string column) => GuidKey.TryParse(column, out var id) ? id : null;
}

/// <summary>A permission of Microsoft Graph.</summary>
/// <param name="Name">Its name, as in a token.</param>
/// <param name="IsDelegated">Whether a user's token can have it.</param>
/// <param name="DelegatedId">The id in an application's manifest for the delegated form; null if it has none that is published.</param>
/// <param name="IsApplication">Whether an application's token can have it.</param>
/// <param name="ApplicationId">The same for the application form.</param>
/// <param name="NeedsAdmin">Only administrators may consent to it.</param>
internal sealed record PublishedPermission(
    string Name, bool IsDelegated, Guid? DelegatedId, bool IsApplication, Guid? ApplicationId, bool NeedsAdmin);
