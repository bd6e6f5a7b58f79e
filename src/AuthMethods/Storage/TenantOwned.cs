namespace AuthMethods.Storage;

/// <summary>A row that belongs to one tenant. Its key begins with the tenant's id, and every query is filtered by it.</summary>
internal abstract class TenantOwned
{
    public Guid TenantId { get; set; }
}
