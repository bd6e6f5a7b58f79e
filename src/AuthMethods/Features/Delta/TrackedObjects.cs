using AuthMethods.Storage;
using AuthMethods.Wire.Json;

namespace AuthMethods.Features.Delta;

/// <summary>A type of directory object that has delta queries.</summary>
internal abstract class TrackedObjects
{
    public abstract ObjectKind Kind { get; }

    /// <summary>The entity set.</summary>
    public abstract string Set { get; }

    /// <summary>The name of an object in errors.</summary>
    public abstract string Resource { get; }

    /// <summary>The wire type.</summary>
    public abstract Type Type { get; }

    /// <summary>The relationships that <c>$select</c> may name.</summary>
    public virtual string[] Relations => [];

    /// <summary>The relationships that are shown without <c>$select</c>.</summary>
    public virtual string[] DefaultRelations => [];

    /// <summary>The properties whose changes are not recorded.</summary>
    public virtual IReadOnlySet<string> NotTracked { get; } = new HashSet<string>();

    /// <summary>Lists a page of all objects, and where the next page begins.</summary>
    public abstract Task<(IReadOnlyList<DeltaItem> Items, ListCursor? Next)> ListAsync(DeltaRequest request, ListCursor? after);

    /// <summary>Shows the objects of these changes as they are now.</summary>
    public abstract Task<IReadOnlyList<DeltaItem>> ShowAsync(DeltaRequest request, IReadOnlyList<ObjectChangeRow> changes);

    /// <summary>An object of the list: properties that were never set are left out.</summary>
    protected static DeltaItem Listed(DeltaRequest request, Guid id, object item, IReadOnlyList<DeltaLink>? links = null) => new(id.ToString())
    {
        Object = item,
        Properties = [.. request.Selection.Properties.Where(p => p.Get(item) is not null)],
        Links = links ?? [],
    };

    /// <summary>An object with changes; null if none of them is tracked.</summary>
    /// <param name="request">The request.</param>
    /// <param name="id">The object's id.</param>
    /// <param name="item">The object as it is now.</param>
    /// <param name="changes">Its changes.</param>
    /// <param name="links">The relationships that changed.</param>
    protected static DeltaItem? Changed(
        DeltaRequest request, Guid id, object item, IEnumerable<ObjectChangeRow> changes, IReadOnlyList<DeltaLink>? links = null)
    {
        var names = new HashSet<string>();
        // An object that was created or restored is shown completely.
        var isWhole = false;
        foreach (var change in changes.Where(c => c.RelatedId is null))
        {
            isWhole |= change.Properties is null;
            names.UnionWith(change.Properties?.Split(',') ?? []);
        }

        if (!isWhole && !names.Any(request.Selection.Tracks) && links is null or []) return null;
        return new(id.ToString())
        {
            Object = item,
            Properties =
            [
                .. request.Selection.Properties
                    .Where(p => names.Contains(p.Name) || ((isWhole || !request.IsMinimal) && p.Get(item) is not null)),
            ],
            Links = links ?? [],
        };
    }
}
